import './styles/styles'

import { embedFigure } from './client/embed/embedFigure'
import { easeFormulas } from './client/formulas'
import { drawFigureCodes, followPresets, hydrateFigures, hydrateNear, obeyParent } from './client/hydration/hydration'
import { LateChange } from './client/lateChange'
import { isSpeakerWindow, offerLecture } from './client/lecture/lecture'
import { mendAddress } from './client/mendAddress'
import { keepOffline } from './client/offline/keepOffline'
import { askAgain } from './client/questions/askAgain'
import { answerOnFocus, wakeSketches } from './client/questions/focus'
import { copyFormulas } from './client/reading/copyFormulas'
import { offerPrint } from './client/reading/print'
import { openOnDemand } from './client/reading/reveal'
import { followContents } from './client/reading/scrollSpy'
import { lightTerms } from './client/reading/terms'
import { offerTheme } from './client/reading/theme'
import { offerWork } from './client/work/controls'
import { keepNotes } from './client/work/notes'
import { pageWork } from './client/work/pageWork'
import { keepPlace } from './client/work/place'
import { showProgress } from './client/work/progress'

const page = document.documentElement.dataset

// All the script that a page needs before a figure comes near the screen.
offerTheme()
new LateChange(window).restore()
mendAddress()
lightTerms()
if (page.embed === undefined) {
  openOnDemand()
  followContents()
  easeFormulas()
  copyFormulas()
  followPresets()
  answerOnFocus(pageWork())
  askAgain(pageWork())
  keepNotes(pageWork())
  keepPlace(pageWork())
  showProgress(pageWork())
  offerWork(pageWork())
  offerLecture()
  offerPrint(async () => {
    const [holdBack] = await Promise.all([hydrateFigures(), wakeSketches(pageWork())])
    return holdBack
  }, drawFigureCodes)
} else embedFigure(obeyParent)
// The speaker window runs no networks.
if (!isSpeakerWindow()) hydrateNear()
keepOffline()
// Controls that are not hydrated must not look as if they worked: without this attribute the page looks as it does without script.
page.script = 'running'
