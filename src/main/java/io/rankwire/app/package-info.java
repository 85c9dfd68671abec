/** The program: its commands, and what they are made of. */
package io.rankwire.app;
