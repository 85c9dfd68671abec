-- What is settled costs nothing any more: the worker looks at the oldest delivery of each sink and feed that is owed,
-- and finds the next such pair in one step.
drop index delivery_due;
create index delivery_owed on delivery (sink, feed, id) where status = 'due';

-- For listings of sinks: when something arrived last, and what was given up.
create index delivery_made on delivery (sink, settled_at) where status = 'delivered';
create index delivery_dead on delivery (sink, id) where status = 'dead';
