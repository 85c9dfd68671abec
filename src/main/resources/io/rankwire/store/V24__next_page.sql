-- The cursor or link of the page after the newest one, as that named it, where pages are not counted.
alter table snapshot add column next_page text;
