using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bms.Simulator.Trace;

/// <summary>
/// What a run did over time: a row each period and one more whenever something switched. Columns are numbers with their unit in the
/// name; mode and active rows are text. The first columns make the file a canonical recording of a pack
/// (t_s,current_A,cell1_V..,temp1_degC..,soc_ref,pack_V), true values; what the firmware saw or thought has _measured or _estimated.
/// </summary>
public sealed class TraceTable
{
    private static readonly string[] s_formats = ["0", "0.#", "0.##", "0.###", "0.####", "0.#####", "0.######"];

    private readonly List<string> _modes = [];
    private readonly List<string> _rows = [];
    private readonly Dictionary<string, TraceColumn> _byName;

    public TraceTable(IReadOnlyList<TraceColumn> columns)
    {
        Columns = columns;
        _byName = columns.ToDictionary(c => c.Name);
    }

    /// <summary>True: the cell is provisional, and header and rows of the file say so in a column of their own.</summary>
    public bool Provisional { get; init; }

    /// <summary>The columns of numbers, in the order of the file.</summary>
    public IReadOnlyList<TraceColumn> Columns { get; }

    /// <summary>Mode of the firmware, a row each.</summary>
    public IReadOnlyList<string> Modes => _modes;

    /// <summary>Active rows of the protection table, separated by blanks, a row each; empty when there is none.</summary>
    public IReadOnlyList<string> ActiveRows => _rows;

    /// <summary>Number of rows.</summary>
    public int Count => _modes.Count;

    /// <summary>A column's values by its name.</summary>
    public IReadOnlyList<double> this[string column] => _byName[column].Values;

    /// <summary>Ends a row whose numbers have been added to the columns.</summary>
    public void EndRow(string mode, string activeRows)
    {
        _modes.Add(mode);
        _rows.Add(activeRows);
    }

    /// <summary>SHA-256 of the file that <see cref="WriteCsv"/> writes, in hexadecimal.</summary>
    public string Sha256()
    {
        using var hash = new HashStream();
        WriteCsv(hash);
        return hash.Finish();
    }

    /// <summary>Writes the trace as CSV: UTF-8, LF, decimal points.</summary>
    public void WriteCsv(Stream target)
    {
        using var writer = new StreamWriter(target, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Columns.Select(c => c.Name)) + ",mode,active_rows"
            + (Provisional ? ",provisional_cell" : string.Empty));
        Span<char> text = stackalloc char[64];
        for (int row = 0; row < Count; row++)
        {
            foreach (TraceColumn column in Columns)
            {
                WriteNumber(writer, column, row, text);
                writer.Write(',');
            }

            writer.Write(_modes[row]);
            writer.Write(',');
            writer.WriteLine(_rows[row] + (Provisional ? ",no verdict" : string.Empty));
        }
    }

    private static void WriteNumber(StreamWriter writer, TraceColumn column, int row, Span<char> text)
    {
        double value = column.Values[row];
        if (!double.IsNaN(value) && value.TryFormat(text, out int length, s_formats[column.Decimals], CultureInfo.InvariantCulture))
        {
            writer.Write(text[..length]);
        }
    }

    private sealed class HashStream : MemoryStream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override void Write(ReadOnlySpan<byte> buffer) => _hash.AppendData(buffer);

        public override void Write(byte[] buffer, int offset, int count) => _hash.AppendData(buffer, offset, count);

        public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        protected override void Dispose(bool disposing)
        {
            _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
