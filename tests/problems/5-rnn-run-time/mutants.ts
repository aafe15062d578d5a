import type { Mutant } from '../../mutants/mutant'

const RNN = 'problems/5-rnn-run-time/rnn.ts'
const GRADIENTS = 'problems/5-rnn-run-time/gradients.ts'
const TAPE = '5-rnn-run-time/tape'
const RUN_TIME = '5-rnn-run-time/run-time'
const FLOW = '5-rnn-run-time/gradient-flow'
const LANGUAGE_MODEL = '5-rnn-run-time/language-model'

export default [
  {
    figure: TAPE,
    file: RNN,
    find: 't >= 0; t--',
    replace: 't >= 1; t--',
    says: 'a sweep ends before h[0]',
  },
  {
    figure: TAPE,
    file: RNN,
    find: 'weights: recurrent, bias: word, activation',
    replace: 'weights: recurrent, scale: 1.05, bias: word, activation',
    says: 'forwards R is 1.05 times what it is backwards',
  },
  {
    figure: TAPE,
    file: RNN,
    find: 't === 0 ? ({ activation',
    replace: 't >= 0 ? ({ activation',
    says: 'the slope of the tanh is missing in a sweep',
  },
  {
    figure: TAPE,
    file: GRADIENTS,
    find: 'words: tf.add(fromOutputs, gradientOfInputs(tf, byWord, model.input))',
    replace: 'words: gradientOfInputs(tf, byWord, model.input)',
    says: 'the gradient of the word vectors from the outputs is dropped',
  },
  {
    figure: TAPE,
    file: GRADIENTS,
    find: 'bias: tf.neg(tf.sum(atSum, 1, true))',
    replace: 'bias: tf.sum(atSum, 1, true)',
    says: 'the gradient of B has the wrong sign',
  },
  {
    figure: TAPE,
    file: GRADIENTS,
    find: 'recurrent: gradientOfWeights(tf, earlier(all), atSum)',
    replace:
      'recurrent: gradientOfWeights(tf, overTime(tf.slice(all, [1, 0, 0, 0], [length - 1, seeds, batch, -1])), atSum)',
    says: 'the gradient of R takes h[t] for h[t - 1]',
  },
  {
    figure: TAPE,
    file: GRADIENTS,
    find: 'atStart ? tf.sum(atStart, 1, true) : tf.zerosLike(model.start)',
    replace: 'atStart && tf.zerosLike(model.start)',
    says: 'the gradient of h[0] is dropped',
  },
  {
    figure: TAPE,
    file: 'problems/5-rnn-run-time/tape/walk.ts',
    find: 'const right = isFirst ? undefined : this.carried',
    replace: 'const right = isFirst ? undefined : tf.mul(this.carried, 1.1)',
    says: 'the walk makes 1.1 of what comes from the right',
  },
  {
    figure: TAPE,
    file: 'problems/5-rnn-run-time/tape/theory.ts',
    find: 'length * (length + 1)',
    replace: 'length * (length - 1)',
    says: 'the law counts the states from h[1]',
  },
  {
    figure: TAPE,
    file: 'src/engine/kernels/assembly/crossEntropy.ts',
    find: 'f32x4.mul(wanted, f32x4.splat(rest))',
    replace: 'f32x4.splat(0)',
    says: 'the gradient of a loss divides the label by the sum of the exponentials too',
  },
  {
    figure: RUN_TIME,
    file: RNN,
    find: '    visits.count++\n',
    replace: '    if (t > 0) visits.count++\n',
    says: 'h[0] is not counted',
  },
  {
    figure: RUN_TIME,
    file: 'problems/5-rnn-run-time/sweeps.ts',
    find: 's === t ? gradient',
    replace: 's >= t ? gradient',
    says: 'the sweep for a loss takes the later losses along',
  },
  {
    figure: RUN_TIME,
    file: 'problems/5-rnn-run-time/sweeps.ts',
    find: 'let t = 0; t < atLosses.length; t++',
    replace: 'let t = 1; t < atLosses.length; t++',
    says: 'the first loss gets no sweep',
  },
  {
    figure: RUN_TIME,
    file: 'problems/5-rnn-run-time/run-time/theory.ts',
    find: '(T * (T + 1)) / 2',
    replace: 'T * (T + 1)',
    says: 'the law counts every visit twice',
  },
  {
    figure: FLOW,
    file: 'problems/5-rnn-run-time/gradient-flow/measure.ts',
    find: "sign('right', [MODELS, 1, size])), gain)",
    replace: "sign('right', [MODELS, 1, size])), 1.05 * gain)",
    says: 'R is 1.05 times what it should be',
  },
  {
    figure: FLOW,
    file: 'problems/5-rnn-run-time/gradient-flow/measure.ts',
    find: 'INPUT = 0.5',
    replace: 'INPUT = 0.8',
    says: 'U is 1.6 times what it should be',
  },
  {
    figure: FLOW,
    file: 'problems/5-rnn-run-time/gradient-flow/flow.ts',
    find: "ACTIVATIONS[activation].backward(tf, entryOf(states, s, 'state'), here)",
    replace: 'here',
    says: 'the slope of the tanh is missing on the way back',
  },
  {
    figure: FLOW,
    file: 'problems/5-rnn-run-time/gradient-flow/summary.ts',
    find: 'place(length, s + 1 + steps, s)',
    replace: 'place(length, s + 1 + steps, s + 1)',
    says: 'steps back are counted from one too many',
  },
  {
    figure: FLOW,
    file: 'problems/5-rnn-run-time/gradient-flow/theory.ts',
    find: 'left(t - 1 - s)',
    replace: 'left(t - s)',
    says: 'the law has one step too many',
  },
  {
    figure: LANGUAGE_MODEL,
    file: 'problems/5-rnn-run-time/language-model/theory.ts',
    find: 'single: -Math.log(p(w))',
    replace: 'single: -Math.log2(p(w))',
    says: 'the line of single frequencies is in bits',
  },
  {
    figure: LANGUAGE_MODEL,
    file: 'problems/5-rnn-run-time/language-model/training.ts',
    find: 'trainedSentences(length), 0, heldOut)',
    replace: 'trainedSentences(length), 0, corpus.numbers.length)',
    says: 'the held-out text is trained on',
  },
  {
    figure: LANGUAGE_MODEL,
    file: RNN,
    find: 'tf.stack([...states]), words, true)',
    replace: 'tf.stack([...states.slice(1), ...states.slice(0, 1)]), words, true)',
    says: 'h[t] predicts w_t, which it has read',
  },
  {
    figure: LANGUAGE_MODEL,
    file: RNN,
    find: 'stack: entering, at: t - 1',
    replace: 'stack: entering, at: Math.max(0, t - 2)',
    says: 'words enter one step late',
  },
  {
    figure: LANGUAGE_MODEL,
    file: GRADIENTS,
    find: 'atStart ? tf.sum(atStart, 1, true) : tf.zerosLike(model.start)',
    replace: 'atStart && tf.zerosLike(model.start)',
    says: 'the gradient of h[0] is dropped',
  },
  {
    figure: LANGUAGE_MODEL,
    file: 'problems/5-rnn-run-time/language-model/sample.ts',
    find: '- largest) / temperature',
    replace: '- largest) * temperature',
    says: 'the temperature is upside down',
  },
  {
    figure: LANGUAGE_MODEL,
    file: 'src/numerics/training/optimiser.ts',
    find: '(1 - DECAY.square) / (1 - DECAY.square ** step)',
    replace: '1 - DECAY.square',
    says: 'Adam does not correct the bias of its mean square',
  },
] satisfies readonly Mutant[]
