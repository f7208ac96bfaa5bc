namespace Bms.Simulator.Measured;

/// <summary>The head of a recording: which column holds what. Where two hold the same, the first does.</summary>
internal sealed class ColumnMap
{
    private readonly string _file;
    private readonly ColumnName[] _names;

    public ColumnMap(string file, string head)
    {
        _file = file;
        Separator = head.Contains(';') ? ';' : head.Contains('\t') ? '\t' : ',';
        _names = [.. head.Split(Separator).Select(ColumnName.Of)];
    }

    /// <summary>What stands between two fields.</summary>
    public char Separator { get; }

    /// <summary>Number of columns.</summary>
    public int Count => _names.Length;

    public ColumnName this[int column] => _names[column];

    /// <summary>Whether it has a time, a current and a voltage: what stands before such a line is no part of the table.</summary>
    public bool IsHead => Has(ColumnKind.Time) && Has(ColumnKind.Current) && Has(ColumnKind.Voltage);

    private bool Has(ColumnKind kind) => Array.Exists(_names, name => name.Kind == kind);

    /// <summary>First column of a kind, without a number; -1 when there is none.</summary>
    public int One(ColumnKind kind) => Array.FindIndex(_names, name => name.Kind == kind && name.Number == 0);

    /// <summary>Columns of a kind with numbers, in the order of those.</summary>
    /// <exception cref="BadInputException">A number is there twice, or one is left out.</exception>
    public int[] Many(ColumnKind kind)
    {
        int[] columns = [.. Enumerable.Range(0, Count).Where(i => _names[i].Kind == kind && _names[i].Number > 0)
            .OrderBy(i => _names[i].Number)];
        for (int i = 0; i < columns.Length; i++)
        {
            if (_names[columns[i]].Number == i + 1) continue;
            string what = kind == ColumnKind.Voltage ? "cells" : "probes";
            throw new BadInputException(_file, "header", $"{what} are not numbered 1, 2, 3, allowed is each number once");
        }

        return columns;
    }

    /// <summary>First column of a kind.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public int Needed(ColumnKind kind, string canonical, string form)
    {
        int column = One(kind);
        return column >= 0 ? column : throw new BadInputException(_file, "header", $"has no {canonical}, allowed is {form}");
    }
}
