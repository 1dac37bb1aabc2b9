// Stands for the client, which is tested in its own module.
