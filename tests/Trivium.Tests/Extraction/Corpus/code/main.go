package main

import "fmt"

type point struct{ x, y int }

// String shows the point as people write it.
func (p point) String() string {
	return fmt.Sprintf("(%d, %d)", p.x, p.y)
}

func main() {
	fmt.Println(point{1, 2})
}
