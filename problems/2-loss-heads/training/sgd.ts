/**
 * A learning rate and a number of steps at which the first head learns and no later one does. The second derivative of the loss along the mean of h_L
 * is 2 d (L/2)^2 = 6400 with unscaled branches, and 2 d L/4 = 320 with branches divided by sqrt L; the rate times it should be below 2.
 */
export const SGD = { optimiser: 'sgd', rate: 0.005, steps: 800 } as const

/** `SGD`, with the branches of the residual network divided by the square root of their number. */
export const SGD_SCALED = { ...SGD, branch: 'scaled' } as const

/** `SGD` with fewer steps. */
export const SGD_BEGUN = { ...SGD, steps: 200 } as const

/** tanh, whose mean is 0, at a lower rate: for the longest h_L of a residual network the rate times the second derivative stays below 2. */
export const SGD_TANH = { ...SGD, activation: 'tanh', rate: 0.003, steps: 400 } as const
