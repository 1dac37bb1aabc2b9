@NullMarked
package io.minimost.presence.test;

import org.jspecify.annotations.NullMarked;
