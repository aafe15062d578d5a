declare module 'virtual:prose' {
  /** The words of the book: a line for each paragraph, item and heading of its pages. */
  const prose: string
  export default prose
}
declare module '*?assembly' {
  /** The WebAssembly that an AssemblyScript file compiles to. */
  const binary: Uint8Array<ArrayBuffer>
  export default binary
}
