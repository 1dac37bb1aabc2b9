-- What users show to others, as in a file.

CREATE TABLE mp_privacy (
    "user" text COLLATE "C" PRIMARY KEY,
    invisible int NOT NULL,
    sends_typing int NOT NULL,
    receipts text COLLATE "C" NOT NULL,
    last_seen text COLLATE "C" NOT NULL
);
