namespace EmailAgent.Api.Json;

/// <summary>An answer whose content has an ETag.</summary>
internal interface ITaggedAnswer
{
    /// <summary>Computes the ETag of the content.</summary>
    string ComputeTag();
}
