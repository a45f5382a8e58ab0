// Between what collects and what clicks: takes the time of the collecting, where it happens.
"use strict";
{
  const { collect } = nutgraf;
  nutgraf.collect = async (...given) => {
    const begin = performance.now();
    const taken = await collect(...given);
    nutgraf.collecting = performance.now() - begin;
    return taken;
  };
}
