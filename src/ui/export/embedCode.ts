/** The HTML of a frame that shows a figure, for another page. */
export function embedCode(address: string, title: string): string {
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="700" height="500" style="border: 0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
