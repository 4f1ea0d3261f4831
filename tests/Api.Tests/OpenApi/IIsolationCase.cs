using System.Collections.ObjectModel;
using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>A feature's resources, for the tests that no user reads or changes what is another's. Implementations are found in this assembly.</summary>
internal interface IIsolationCase
{
    /// <summary>Bodies that get past the validation, by operation, so that the id decides. An operation without one is sent an empty object.</summary>
    IReadOnlyDictionary<string, object> Bodies => ReadOnlyDictionary<string, object>.Empty;

    /// <summary>Creates one of each resource that has an id in a path.</summary>
    /// <returns>The ids, by the step before them in paths.</returns>
    Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => Task.FromResult<IReadOnlyDictionary<string, string>>(ReadOnlyDictionary<string, string>.Empty);

    /// <summary>Creates resources whose texts contain a mark that no other user must ever receive.</summary>
    /// <returns>The ids, by the step before them in paths.</returns>
    Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) => Task.FromResult<IReadOnlyDictionary<string, string>>(ReadOnlyDictionary<string, string>.Empty);
}
