/** Rankings that are made up, the same every time. */
package io.rankwire.sandbox.sample;
