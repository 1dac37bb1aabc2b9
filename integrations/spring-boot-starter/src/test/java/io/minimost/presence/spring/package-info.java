@NullMarked
package io.minimost.presence.spring;

import org.jspecify.annotations.NullMarked;
