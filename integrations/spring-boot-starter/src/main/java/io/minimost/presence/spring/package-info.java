/**
 * The presence store and its HTTP routes in an application of Spring Boot 3.5 or 4. {@code docs/spring-boot.md} describes the beans
 * and the properties.
 */
@NullMarked
package io.minimost.presence.spring;

import org.jspecify.annotations.NullMarked;
