package io.rankwire.text;

/** An exception whose message is a whole sentence, to be told as it is. */
public interface OperatorReadable {}
