declare module 'virtual:mutant' {
  const mutant: import('./mutant').Mutant | undefined
  export default mutant
}
