//! How Attune looks and is reached: layout, client shell, guard, forms on the page, charts, messages.
