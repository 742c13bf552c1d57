// How much room the browser gives a site.

/** Lets the site have so many bytes; null: as many as the browser gives. Only what is set before the first write is kept to. */
export const quota = async (page, site, quotaSize) =>
  (await page.context().newCDPSession(page)).send('Storage.overrideQuotaForOrigin', { origin: site.origin, ...(quotaSize === null ? {} : { quotaSize }) });

/** Fills what room is left, to the last bytes. */
export const fill = page => page.evaluate(async () => {
  const db = await new Promise(done => {
    const request = indexedDB.open('filler', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true });
    request.onsuccess = () => done(request.result);
  });
  for (const size of [100_000, 10_000, 1_000, 100]) {
    for (let kept = true; kept;) {
      const random = crypto.getRandomValues(new Uint8Array(65_536)).toString();
      kept = await new Promise(done => {
        const transaction = db.transaction('rows', 'readwrite');
        transaction.objectStore('rows').add(random.slice(0, size));
        transaction.oncomplete = () => done(true);
        transaction.onabort = () => done(false);
      });
    }
  }
  db.close();
});

/** The browser clears what a site has stored. */
export const evict = async (page, site, storageTypes) => {
  await (await page.context().newCDPSession(page)).send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes });
};
