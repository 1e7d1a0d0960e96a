using System.Text.Json;

namespace Trivium.Tables;

/// <summary>What <c>POST /v1/sql:explain</c> answers: how a query would be answered, without reading a row.</summary>
/// <param name="CosmosQuery">What Azure Cosmos DB runs.</param>
/// <param name="InMemory">
/// What is done here with the rows it returns, in that order, as clauses over a row <c>r</c>; empty where its rows are
/// the answer.
/// </param>
/// <param name="PartitionScope">Where it looks.</param>
/// <param name="Estimate">What that costs.</param>
/// <param name="Columns">The columns of the answer; <c>json</c> where only the values can tell the type.</param>
public sealed record SqlExplanation(
    SentQuery CosmosQuery,
    IReadOnlyList<string> InMemory,
    PartitionScope PartitionScope,
    QueryEstimate Estimate,
    IReadOnlyList<SqlColumn> Columns);

/// <summary>A query as it is sent.</summary>
/// <param name="Query">Its text.</param>
/// <param name="Parameters">Its parameters by name; those that start with <c>@__</c> are the snapshot's.</param>
public sealed record SentQuery(string Query, IReadOnlyDictionary<string, JsonElement> Parameters);

/// <summary>The part of a container that a query looks at.</summary>
/// <param name="Container">The container.</param>
/// <param name="PartitionKey">The prefix of the partition key: nothing that does not start so is looked at.</param>
public sealed record PartitionScope(string Container, IReadOnlyList<string> PartitionKey);

/// <summary>
/// What a query costs at most, as far as the row counts of the catalog tell: conditions that an index serves make it
/// cheaper, rows of many KB dearer.
/// </summary>
/// <param name="RequestUnits">Request units, of all pages together.</param>
/// <param name="Rows">How many rows it looks at, at most.</param>
/// <param name="RowsInMemory">How many rows may be held in memory; 0 where none are.</param>
public sealed record QueryEstimate(double RequestUnits, long Rows, long RowsInMemory);
