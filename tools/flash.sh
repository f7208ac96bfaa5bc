#!/usr/bin/env bash
# Puts the firmware on a board: nanoFramework's runtime first, then this project's application, with the official tool nanoff.
#
#   tools/flash.sh --board esp32 --port PORT [--image FILE] [--target NAME] [--runtime-only | --app-only] [--settings FILE] [--dry-run]
#   tools/flash.sh --board stm32 --port PORT ...         STM32F769I-DISCO: the runtime goes over its ST-LINK, the application over PORT
#
#   --board      esp32 (ESP32 DevKit) or stm32 (STM32F769I-DISCO)
#   --port       serial port of the board: /dev/ttyUSB0, /dev/ttyACM0, COM5 ...; nanoff --listports names them
#   --image      application image; default: firmware/Esp32/bin/Release/Bms.Esp32.bin, firmware/Stm32/bin/Release/Bms.Stm32.bin
#   --target     runtime image; default: ESP32_PSRAM_REV0 (any ESP32), ST_STM32F769I_DISCOVERY
#   --settings   file of the device's settings and key (Bms.Fleet keys export-device): copied to I:\bms.txt on the board's flash
#   --dry-run    prints the commands and runs none
#
# The image comes from the official build, which exists for Windows only: msbuild with nanoFramework's extension, or the workflow
# .github/workflows/nanoframework.yml, whose artifact "board-binaries" holds it. `dotnet build` cannot make it.
# Take the cells off before you flash: while a board is flashed nobody measures, and its pins float.
# Exit code 0: done; 1: a step failed; 2: bad use.
set -euo pipefail
self=${BASH_SOURCE[0]}
[[ $self == */* ]] || self=./$self

bad_use() {
  echo "flash.sh: $1" >&2
  exit 2
}

board='' port='' image='' target='' settings='' runtime=yes app=yes dry=no
while [ $# -gt 0 ]; do
  case "$1" in
    --board | --port | --image | --target | --settings)
      [ $# -ge 2 ] && [ -n "$2" ] && [[ $2 != --* ]] || bad_use "$1: a value is missing"
      printf -v "${1#--}" '%s' "$2"
      shift 2
      ;;
    --runtime-only) app=no && shift ;;
    --app-only) runtime=no && shift ;;
    --dry-run) dry=yes && shift ;;
    -h | --help)
      sed -n '2,18s/^# \{0,1\}//p' "$self"
      exit 0
      ;;
    *) bad_use "unknown argument '$1'; --help lists those that are allowed" ;;
  esac
done

root=$(cd "${self%/*}/.." && pwd)
case "$board" in
  esp32) name=Esp32 default_target=ESP32_PSRAM_REV0 ;;
  stm32) name=Stm32 default_target=ST_STM32F769I_DISCOVERY ;;
  '') bad_use "--board is missing; allowed: esp32, stm32" ;;
  *) bad_use "--board: '$board' is not allowed, only esp32 or stm32" ;;
esac
[ "$runtime$app" != nono ] || bad_use "--runtime-only and --app-only exclude each other"
[ -n "$port" ] || bad_use "--port is missing; 'nanoff --listports' names the serial ports"
[[ $port =~ ^(/dev/[A-Za-z0-9._/-]+|COM[0-9]{1,3})$ ]] || bad_use "--port: '$port' is not allowed, only /dev/NAME or COM1 to COM999"
target=${target:-$default_target}
[[ $target =~ ^[A-Z0-9_]+$ ]] \
  || bad_use "--target: '$target' is not allowed, only capitals, digits and _; 'nanoff --listtargets' names them"
image=${image:-$root/firmware/$name/bin/Release/Bms.$name.bin}

# What cannot be right is said before the board is touched. A dry run shows the commands of a board that is not there.
if [ "$dry" = no ]; then
  if [ "$app" = yes ] && [ ! -f "$image" ]; then
    bad_use "--image: $image is not there; build firmware/$name/Bms.$name.nfproj with nanoFramework's tools or download the artifact"
  fi
  if [ -n "$settings" ] && [ ! -f "$settings" ]; then bad_use "--settings: $settings is not there"; fi
  if [[ $port == /dev/* ]] && [ ! -e "$port" ]; then bad_use "--port: $port is not there; is the board plugged in?"; fi
  command -v nanoff > /dev/null || bad_use "nanoff is not installed; install it with: dotnet tool install -g nanoff"
fi

list=''
trap 'if [ -n "$list" ]; then rm -f "$list"; fi' EXIT

# Says what a step does and why, shows its command, and runs it.
step() {
  local why=$1
  shift
  echo
  echo "== $why"
  printf '%q ' "$@"
  echo
  if [ "$dry" = yes ]; then return; fi
  "$@" && return
  echo "flash.sh: the step failed: $why" >&2
  exit 1
}

# A path as a JSON text.
json() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

if [ "$runtime" = yes ]; then
  if [ "$board" = esp32 ]; then
    step "nanoFramework's runtime for $target. If nanoff asks for it, hold the board's BOOT button." \
      nanoff --update --target "$target" --serialport "$port"
  else
    step "nanoFramework's runtime for $target, over the ST-LINK on the board." nanoff --update --target "$target" --jtag
  fi
fi

if [ "$app" = yes ]; then
  step "The application. The running runtime says where its flash has room, so no address is needed." \
    nanoff --nanodevice --deploy --serialport "$port" --image "$image"
fi

if [ -n "$settings" ]; then
  list=$(mktemp)
  printf '{ "serialport": %s, "files": [ { "DestinationFilePath": "I:\\\\bms.txt", "SourceFilePath": %s } ] }\n' \
    "$(json "$port")" "$(json "$settings")" > "$list"
  if [ "$dry" = yes ]; then
    echo
    echo "list of files for nanoff:"
    cat "$list"
  fi
  step "Settings and key of this device, to its own flash." nanoff --filedeployment "$list"
fi

echo
if [ "$dry" = yes ]; then
  echo "Nothing was run."
else
  echo "Done. Reset the board; hardware/bench-4s tells what it must show before cells are connected."
fi
