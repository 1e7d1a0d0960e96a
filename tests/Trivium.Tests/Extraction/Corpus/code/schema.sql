-- The tables of the shop.
CREATE TABLE IF NOT EXISTS orders (
  id integer primary key,
  placed text not null
);

create or replace view open_orders as
  select id from orders where placed is null;

INSERT INTO orders VALUES (1, 'create table x');
