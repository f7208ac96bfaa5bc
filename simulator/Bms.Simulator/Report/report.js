// Reads values off the plots under the pointer. The page is complete without it. Written without the two characters that XML reserves.
(function () {
  'use strict';
  var WIDTH = 2400, HEIGHT = 1000, REACH = 2;

  // Paths hold M, h, v and l with whole numbers: PathText.cs.
  function pointsOf(path) {
    var points = [], x = 0, y = 0, step = /([Mhvl])(-?\d+)(?: ?(-?\d+))?/g, m;
    while ((m = step.exec(path.getAttribute('d')))) {
      var a = Number(m[2]), b = Number(m[3] || 0), pen = m[1] !== 'M';
      if (m[1] === 'M') { x = a; y = b; } else if (m[1] === 'h') { x += a; } else if (m[1] === 'v') { y += a; } else { x += a; y += b; }
      points.push({ x: x, y: y, pen: pen });
    }
    return points;
  }

  // Lowest and highest y near a place, or the line between its neighbours; null in a gap.
  function rangeAt(points, at) {
    var low = Infinity, high = -Infinity, before = null, after = null;
    points.forEach(function (p) {
      if (REACH >= Math.abs(p.x - at)) { low = Math.min(low, p.y); high = Math.max(high, p.y); }
      if (at >= p.x) { before = p; } else if (!after) { after = p; }
    });
    if (high >= low) { return [low, high]; }
    if (!before || !after || !after.pen) { return null; }
    var y = before.y + (after.y - before.y) * (at - before.x) / (after.x - before.x);
    return [y, y];
  }

  function show(svg, at) {
    var high = Number(svg.dataset.high), span = high - Number(svg.dataset.low);
    var digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(span / HEIGHT))));
    function value(y) { return (high - y / HEIGHT * span).toFixed(digits).replace('-', '\u2212'); }
    var lines = [];
    svg.curves.forEach(function (curve) {
      var range = rangeAt(curve.points, at);
      if (!range) { return; }
      var low = value(range[1]), top = value(range[0]);
      lines.push(curve.name + ' ' + (low === top ? low : low + ' \u2026 ' + top));
    });
    svg.tip.textContent = lines.join('\n');
    svg.tip.style.left = svg.rule.style.left = 100 * at / WIDTH + '%';
    svg.tip.className = at > WIDTH / 2 ? 'tip left' : 'tip';
    svg.tip.hidden = svg.rule.hidden = false;
  }

  function timeOf(group, at) {
    var x = Number(group.dataset.from) + (Number(group.dataset.to) - Number(group.dataset.from)) * at / WIDTH;
    if (group.dataset.time !== 'clock') { return x.toFixed(2).replace('-', '\u2212') + ' ' + group.dataset.time; }
    var s = Math.round(Math.abs(x)), two = function (n) { return String(n).padStart(2, '0'); };
    return (0 > x ? '\u2212' : '') + Math.floor(s / 3600) + ':' + two(Math.floor(s / 60) % 60) + ':' + two(s % 60);
  }

  document.querySelectorAll('.group').forEach(function (group) {
    var plots = Array.from(group.querySelectorAll('svg'));
    plots.forEach(function (svg) {
      svg.curves = Array.from(svg.querySelectorAll('[data-n]')).map(function (path) {
        return { name: path.dataset.n, points: pointsOf(path) };
      });
      svg.tip = document.createElement('div');
      svg.rule = document.createElement('div');
      svg.rule.className = 'rule';
      svg.tip.hidden = svg.rule.hidden = true;
      svg.after(svg.rule, svg.tip);
      svg.addEventListener('pointermove', function (e) {
        var box = svg.getBoundingClientRect(), at = Math.min(WIDTH, Math.max(0, (e.clientX - box.left) / box.width * WIDTH));
        plots.forEach(function (other) { show(other, at); });
        svg.tip.textContent = timeOf(group, at) + '\n' + svg.tip.textContent;
      });
      svg.addEventListener('pointerleave', function () {
        plots.forEach(function (other) { other.tip.hidden = other.rule.hidden = true; });
      });
    });
  });
}());
