@NullMarked
package io.minimost.examples.chat;

import org.jspecify.annotations.NullMarked;
