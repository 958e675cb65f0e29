"""From a text to proposals: language, sentences, parties, steps, dates, amounts. Pure; proposes and never decides."""
