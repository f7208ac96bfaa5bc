namespace Bms.Fleet.Serve;

/// <summary>The style sheet and the icon of the pages; light and dark as the reader's system asks for.</summary>
internal static class Style
{
    public const string Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="9" width="23" height="15" rx="3" fill="none"
        stroke="#3a7bd5" stroke-width="3"/><rect x="27" y="13" width="3" height="7" fill="#3a7bd5"/><rect x="7" y="13" width="10" height="7"
        fill="#2f9e5b"/></svg>
        """;

    public const string Sheet = """
        :root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #65717f; --rule: #dfe3e8; --link: #1f5fbf;
          --good: #1d7a45; --warn: #9a6200; --bad: #c02b2b; --stale: #65717f; --c0: #2c6fd1; --c1: #d0622a; --c2: #2f9e5b; --c3: #8a56c2;
          --c4: #b08900; --c5: #0d8c9c; --c6: #c23b7a; --c7: #66788a; }
        @media (prefers-color-scheme: dark) { :root { --back: #12161b; --card: #1b2129; --ink: #e6eaef; --soft: #95a1ae; --rule: #2d3641;
          --link: #7fb0ff; --good: #5fd08f; --warn: #f0b64a; --bad: #ff7b72; --stale: #95a1ae; --c0: #6aa5ff; --c1: #ff9a62; --c2: #63d290;
          --c3: #c39bf2; --c4: #e6c04a; --c5: #58c9d8; --c6: #f283b6; --c7: #a3b2c1; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 24px; max-width: 1240px; background: var(--back); color: var(--ink);
          font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { font-size: 24px; margin: 0 0 2px; } h2 { font-size: 16px; margin: 0 0 10px; }
        a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
        p.sub { margin: 0 0 18px; color: var(--soft); }
        .card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 16px 18px; margin: 0 0 16px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th { text-align: left; font-weight: 600; font-size: 12.5px; color: var(--soft); padding: 4px 12px 6px 0; white-space: nowrap; }
        td { padding: 8px 12px 8px 0; border-top: 1px solid var(--rule); vertical-align: top; }
        td.n, th.n { text-align: right; white-space: nowrap; } td.t { white-space: nowrap; color: var(--soft); }
        td.n .soft { display: block; } td.w { min-width: 300px; }
        .id { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; } .soft { color: var(--soft); }
        .pill { display: inline-block; padding: 1px 9px; border-radius: 99px; border: 1px solid currentColor; font-size: 12.5px;
          font-weight: 600; white-space: nowrap; }
        .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .note { color: var(--link); }
        .stale { color: var(--stale); }
        .old td { color: var(--soft); }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 12px; margin: 0 0 16px; }
        .tile { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 10px 14px; }
        .tile b { display: block; font-size: 21px; font-weight: 600; font-variant-numeric: tabular-nums; }
        .tile span { color: var(--soft); font-size: 12.5px; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(430px, 100%), 1fr)); gap: 16px; margin: 0 0 16px; }
        .plots .card { margin: 0; } svg { display: block; width: 100%; height: auto; }
        .grid { stroke: var(--rule); } .tick { fill: var(--soft); font-size: 12px; } .line { fill: none; stroke-width: 1.6; }
        .bar { fill: var(--c0); } .bar.low { fill: var(--c1); } .bar.unknown { fill: var(--rule); }
        .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); }
        .c4 { stroke: var(--c4); }
        .c5 { stroke: var(--c5); } .c6 { stroke: var(--c6); } .c7 { stroke: var(--c7); }
        .key { margin: 6px 0 0; font-size: 12.5px; color: var(--soft); } .key i { font-style: normal; margin-right: 12px;
          white-space: nowrap; }
        .key svg { display: inline-block; width: 14px; height: 8px; margin-right: 4px; }
        ul.alarms { margin: 0; padding-left: 20px; } ul.alarms li { margin: 4px 0; }
        nav { margin: 0 0 14px; } nav a, nav b { margin-right: 12px; }
        footer { color: var(--soft); font-size: 12.5px; margin-top: 18px; }
        """;
}
