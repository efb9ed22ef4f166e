/** Adds the matchers for the DOM, such as `toBeInTheDocument`. */
import '@testing-library/jest-dom/vitest';
