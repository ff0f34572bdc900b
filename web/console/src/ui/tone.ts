/** How a state is meant: with a colour, and always with an icon and a word. */
export type Tone = 'good' | 'attention' | 'wrong' | 'quiet' | 'accent'
