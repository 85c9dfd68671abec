/** What happens in the process, for those that observe it. */
package io.rankwire.event;
