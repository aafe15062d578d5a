import { ChevronLeft, ChevronRight, Keyboard, LayoutGrid, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Lecture } from './lecture'
import { KeyList } from './overlays/KeyList'
import { Overview } from './overlays/Overview'
import { QrPanel } from './qr/QrPanel'
import { VotePanel } from './vote/VotePanel'
import './lecture.css'
import './stage/stage.css'
import './stage/figure.css'

/** The overlays of a lecture: the foot, a vote, and what covers the moment. */
export function LectureView({ lecture }: { readonly lecture: Lecture }) {
  const state = useSyncExternalStore(lecture.subscribe, lecture.getState)
  const { overlay, vote } = state
  const close = () => lecture.do('leave')
  return (
    <>
      {vote && (
        <VotePanel
          key={vote.name}
          vote={vote}
          typeset={lecture.votes.typeset}
          axes={lecture.votes.axesOf(vote)}
          asked={lecture.moments.element(lecture.moment.units[0]?.at ?? -1)}
          count={(option, by) => lecture.count(option, by)}
          draw={(text) => lecture.change((votes, now) => votes.draw(now, text))}
          drawAnother={() => lecture.change((votes, now) => votes.drawAnother(now))}
          removeSketch={(index) => lecture.change((votes, now) => votes.removeSketch(now, index))}
          reveal={() => lecture.do('reveal')}
        />
      )}
      <Foot lecture={lecture} />
      {overlay === 'black' && (
        <button
          type="button"
          className="lecture-black"
          aria-label="Black screen: show the lecture"
          onClick={() => lecture.do('black')}
        />
      )}
      {overlay === 'overview' && (
        <Overview
          moments={lecture.moments.all}
          now={state.position.moment}
          go={(moment) => lecture.goTo(moment)}
          close={close}
        />
      )}
      {overlay === 'keys' && <KeyList close={close} />}
      {overlay === 'qr' && <QrPanel link={lecture.moments.link(lecture.moment)} close={close} />}
    </>
  )
}

function Foot({ lecture }: { readonly lecture: Lecture }) {
  const { position, steps, said, typed } = useSyncExternalStore(lecture.subscribe, lecture.getState)
  const { moments, moment } = lecture
  const letter = moment.part.length === 1 ? `${moment.part} · ` : ''
  return (
    <div className="lecture-foot" role="toolbar" aria-label="Lecture">
      <p className="lecture-place">
        <span>{`${letter}${moment.label}`}</span>
        {steps > 1 && <span className="lecture-step">{`${position.step + 1} of ${steps}`}</span>}
      </p>
      <p className="lecture-said" role="status">
        {typed === '' ? said : `Go to ${typed}: press Enter`}
      </p>
      <span className="lecture-count">{`${position.moment + 1} / ${moments.all.length}`}</span>
      <FootButton says="Back" run={() => lecture.do('back')} icon={<ChevronLeft aria-hidden="true" />} />
      <FootButton says="Next" run={() => lecture.do('next')} icon={<ChevronRight aria-hidden="true" />} />
      <FootButton says="Overview" run={() => lecture.do('overview')} icon={<LayoutGrid aria-hidden="true" />} />
      <FootButton says="Keys" run={() => lecture.do('keys')} icon={<Keyboard aria-hidden="true" />} />
      <FootButton says="Leave the lecture" run={() => lecture.do('leave')} icon={<X aria-hidden="true" />} />
    </div>
  )
}

interface FootButtonProps {
  readonly says: string
  readonly icon: React.ReactNode
  run(): void
}

const FootButton = ({ says, icon, run }: FootButtonProps) => (
  <button type="button" aria-label={says} title={says} onClick={run}>
    {icon}
  </button>
)
