import { initAll } from './govuk-frontend.js'

initAll()

// What is typed into a long form is kept on the server two seconds after the last key: a draft of one's own, that
// outlives a closed window, a lost session and a machine that stops. Without scripts a button does the same.
for (const form of document.querySelectorAll('form[data-draft]')) {
  const state = form.querySelector('[data-draft-state]')
  const told = form.querySelector('[data-draft-told]')
  if (!form.querySelector('[formaction]')) continue
  let waiting = 0
  const save = async () => {
    waiting = 0
    const words = new URLSearchParams(new FormData(form))
    words.set('quietly', 'yes')
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: words, redirect: 'manual' })
      if (answer.status === 204) {
        form.elements.draft.value = answer.headers.get('Footprint-Draft')
        told.textContent = decodeURIComponent(answer.headers.get('Footprint-Told') ?? '')
      }
      state.textContent = answer.status === 204
        ? `Kept as a draft at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}.`
        : answer.status === 409 || answer.status === 400
          ? `Not kept as a draft. ${answer.status === 409 ? 'Another window of yours kept one since: press "Keep as a draft" to see both.' : await answer.text()}`
          : 'Not kept as a draft: you may be signed out. Sign in at another window, then go on here.'
    } catch {
      state.textContent = 'Not kept as a draft: the server cannot be reached. It is tried again as you type.'
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(save, 2000)
  })
  form.addEventListener('submit', () => clearTimeout(waiting))
}
