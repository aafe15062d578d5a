/** Saves data as a file, by the browser's own download. */
export function download(name: string, data: Blob): void {
  const url = URL.createObjectURL(data)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
