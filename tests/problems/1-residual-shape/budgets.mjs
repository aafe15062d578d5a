/** @type {readonly import('../../bench/ownBudgets.mjs').OwnBudget[]} */
export default [
  {
    figure: 'training',
    key: 'training.1.reading',
    what: 'a reading of 1/training, wasm',
    unit: 's',
    budget: 0.7,
    from: (ms) => ms / 1000,
  },
]
