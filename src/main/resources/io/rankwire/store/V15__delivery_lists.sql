-- For lists of what a feed or a sink was sent, newest first, however many deliveries there are.
create index delivery_of_feed on delivery (feed, id);
create index delivery_of_sink on delivery (sink, id);
