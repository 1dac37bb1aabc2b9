/**
 * For the tests of hosts: {@link io.minimost.presence.test.PresenceStoreExtension} gives each test a store of its own, with a
 * clock that the test steps, recorded events, and connections that record what a client receives.
 */
@NullMarked
package io.minimost.presence.test;

import org.jspecify.annotations.NullMarked;
