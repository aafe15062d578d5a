/** A reading is taken every 20 steps. @type {readonly import('../../bench/ownBudgets.mjs').OwnBudget[]} */
export default [
  {
    figure: 'training',
    key: 'training.2.race',
    what: '1000 steps of 2/training, wasm, from its readings',
    unit: 's',
    budget: 15,
    from: (ms) => (ms / 1000) * 50,
  },
]
