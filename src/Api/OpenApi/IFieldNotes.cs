namespace EmailAgent.Api.OpenApi;

/// <summary>Describes the fields whose names only one feature has; has a constructor without parameters.</summary>
internal interface IFieldNotes
{
    IReadOnlyDictionary<string, FieldNote> ByName { get; }
}
