set -eu

# Says hello to everybody who is named.
greet() {
  echo "hello $1"
}

greet world
