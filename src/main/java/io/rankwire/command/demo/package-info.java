/** The demonstration: its folder and its round. */
package io.rankwire.command.demo;
