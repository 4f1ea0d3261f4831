namespace EmailAgent.Search.Queries;

/// <summary>A search, as a tree.</summary>
internal abstract record SearchNode;

/// <summary>All of the parts; none of them means every message.</summary>
internal sealed record AllOf(IReadOnlyList<SearchNode> Parts) : SearchNode;

/// <summary>At least one of the parts matches.</summary>
internal sealed record AnyOf(IReadOnlyList<SearchNode> Parts) : SearchNode;

internal sealed record Not(SearchNode Part) : SearchNode;

/// <summary>Words that stand next to each other, in one field or anywhere.</summary>
/// <param name="Text">One word (which can split into several tokens) or a quoted phrase.</param>
/// <param name="IsPrefix">Its last word is only the beginning of one.</param>
internal sealed record TextTerm(FieldTag Field, string Text, bool IsQuoted, bool IsPrefix) : SearchNode;

/// <summary>All messages.</summary>
internal sealed record AllMail : SearchNode;

/// <summary>A term that the index cannot answer. Alongside other terms it is ignored; anywhere else it is an error.</summary>
internal sealed record Unanswerable(string Text, int Position) : SearchNode;

/// <summary>The user's own addresses in one field.</summary>
internal sealed record OwnAddress(FieldTag Field) : SearchNode;

/// <summary>These addresses, each as a whole, in one field; none of them means no message.</summary>
internal sealed record AddressTerm(FieldTag Field, IReadOnlyList<string> Addresses) : SearchNode;

/// <summary>Labels by name, path or role.</summary>
internal sealed record LabelTerm(string Name, int Position) : SearchNode;

/// <summary>Messages in at least one of these labels; none of them means no message.</summary>
internal sealed record LabelIdsTerm(IReadOnlyList<Guid> Ids, bool IsTrash) : SearchNode;

/// <summary>Messages in at least one label of these roles.</summary>
internal sealed record RolesTerm(string[] Roles) : SearchNode;

internal enum MessageProperty
{
    Read,
    Starred,
}

internal sealed record PropertyTerm(MessageProperty Property, bool Value) : SearchNode;

/// <summary>A date at or after <paramref name="From"/> and before <paramref name="Before"/>; null leaves a side open.</summary>
internal sealed record DateTerm(DateTimeOffset? From, DateTimeOffset? Before) : SearchNode;

/// <summary>More than, or less than, so many bytes.</summary>
internal sealed record SizeTerm(long Bytes, bool IsLarger) : SearchNode;
