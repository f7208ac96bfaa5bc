namespace Bms.Pages;

/// <summary>One file of a board's folder.</summary>
public sealed record Page(string Name, string Text);
