/** Saves data as a file, by the browser's own download. */
export function download(name: string, data: Blob): void {
  const url = URL.createObjectURL(data)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // By the next task the download has its own reference to the data.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
