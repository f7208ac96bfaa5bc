namespace Bms.Simulator.Report;

/// <summary>Meaning of a horizontal axis.</summary>
/// <param name="Label">What it shows, such as "Time".</param>
/// <param name="Unit">Its unit; empty for a time, whose ticks choose theirs by the span.</param>
/// <param name="IsTime">True for a time in seconds.</param>
/// <param name="Origin">The value that is written as zero.</param>
public sealed record XAxis(string Label, string Unit, bool IsTime, double Origin)
{
    public static XAxis Time(string label = "Virtual time", double origin_s = 0) => new(label, "", true, origin_s);

    public static XAxis Number(string label, string unit) => new(label, unit, false, 0);
}

/// <summary>Plots over one another that share their horizontal axis, with lanes of states and the marked events above.</summary>
public sealed record PlotGroup
{
    public required string Title { get; init; }

    /// <summary>A sentence under the title; may be empty.</summary>
    public string Caption { get; init; } = "";

    public XAxis X { get; init; } = XAxis.Time();

    /// <summary>Left end of the axis.</summary>
    public required double From { get; init; }

    /// <summary>Right end of the axis, above <see cref="From"/>.</summary>
    public required double To { get; init; }

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    public IReadOnlyList<Plot> Plots { get; init; } = [];

    /// <summary>True when the run's marked events belong on this axis.</summary>
    public bool ShowEvents { get; init; } = true;
}

/// <summary>One plot: series and bands over a vertical axis with a unit.</summary>
public sealed record Plot
{
    public required string Title { get; init; }

    /// <summary>Unit of the vertical axis.</summary>
    public required string Unit { get; init; }

    public IReadOnlyList<Series> Series { get; init; } = [];

    public IReadOnlyList<Band> Bands { get; init; } = [];

    public IReadOnlyList<LimitLine> Limits { get; init; } = [];

    /// <summary>Parts of the vertical axis in which nothing may be; they do not widen it.</summary>
    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>The vertical axis spans at least this much, so that noise does not fill the plot.</summary>
    public double MinimumSpan { get; init; }

    /// <summary>Values that the vertical axis must show, such as 0 and 100 of a percentage.</summary>
    public IReadOnlyList<double> Includes { get; init; } = [];
}

/// <summary>How a series is drawn.</summary>
public enum Stroke
{
    /// <summary>A thin full line: what was measured or estimated.</summary>
    Solid,

    /// <summary>A thin dashed line: what was commanded or allowed.</summary>
    Dashed,

    /// <summary>A wide pale line under the others: what is true in the world. Put it before the series that is compared with it.</summary>
    Wide,

    /// <summary>A dot a sample.</summary>
    Dots,
}

/// <summary>Samples in order of x. A y that is not a number is a gap.</summary>
/// <param name="Name">Name in the legend; empty: the legend leaves it out.</param>
/// <param name="Data">The samples.</param>
/// <param name="Colour">Index into the palette, 0..7; -1 is the colour of text, for the truth.</param>
/// <param name="Stroke">How it is drawn.</param>
public sealed record Series(string Name, SeriesData Data, int Colour, Stroke Stroke = Stroke.Solid);

/// <summary>An area between two curves, such as an estimate's uncertainty.</summary>
public sealed record Band(string Name, SeriesData Lower, SeriesData Upper, int Colour);

/// <summary>A horizontal line with its name on it.</summary>
public sealed record LimitLine(string Name, double Value, Severity Severity);

/// <summary>A forbidden part of a vertical axis, from one value to another; an infinite end goes to the end of the plot.</summary>
public sealed record Zone(double From, double To);

/// <summary>What a state of a lane looks like.</summary>
public enum Tone
{
    Empty, Quiet, Blue, Green, Orange, Alarm,
}

/// <summary>A state that a lane can be in.</summary>
public sealed record LaneState(string Name, Tone Tone);

/// <summary>
/// A strip of states over time. Where several fall into one pixel the one that comes last in <see cref="States"/> is drawn,
/// so put the one that must not be overlooked last.
/// </summary>
public sealed record Lane(string Name, IReadOnlyList<LaneState> States, LaneData Data);
