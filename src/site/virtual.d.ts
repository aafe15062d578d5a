declare module 'virtual:prose' {
  /** The text of the book: one line for each paragraph, item and heading of its pages. */
  const prose: string
  export default prose
}
declare module '*?assembly' {
  /** The WebAssembly compiled from an AssemblyScript file. */
  const binary: Uint8Array<ArrayBuffer>
  export default binary
}
