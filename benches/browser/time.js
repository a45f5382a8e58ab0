// Between what collects and what clicks: takes the time of the collecting, where it happens.
"use strict";
{
  const { collect } = nutgraf;
  nutgraf.collect = (document) => {
    const begin = performance.now();
    const taken = collect(document);
    nutgraf.collecting = performance.now() - begin;
    return taken;
  };
}
