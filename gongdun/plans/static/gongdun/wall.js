// The wall shows the figures as they are: once in ten minutes it asks for itself again. Without it the picture only grows old.
setTimeout(() => location.reload(), 600000);
