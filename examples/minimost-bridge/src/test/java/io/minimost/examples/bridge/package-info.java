@NullMarked
package io.minimost.examples.bridge;

import org.jspecify.annotations.NullMarked;
