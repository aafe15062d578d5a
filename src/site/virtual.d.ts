declare module 'virtual:prose' {
  /** The words of the book: a line for each paragraph, item and heading of its pages. */
  const prose: string
  export default prose
}
