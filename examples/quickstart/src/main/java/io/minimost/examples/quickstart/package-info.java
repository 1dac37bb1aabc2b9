/** The first code block of the README, as a program. */
@NullMarked
package io.minimost.examples.quickstart;

import org.jspecify.annotations.NullMarked;
