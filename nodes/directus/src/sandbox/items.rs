//! `/items`.

use indexmap::IndexMap;
use nodewright_core::serde_json::{Map, Value};

use super::{
    access::Caller,
    answer::{Answer, Failure},
    call::Call,
    collection::{Collection, Row},
    list::List,
};

/// The items of one collection, as the caller sees them.
pub(super) struct Items<'a> {
    collection: &'a mut Collection,
    call: &'a Call,
}

impl<'a> Items<'a> {
    pub fn open(
        collections: &'a mut IndexMap<String, Collection>,
        name: &str,
        call: &'a Call,
        caller: Caller,
    ) -> Result<Self, Failure> {
        caller.may_see(name)?;
        if name.starts_with("directus_") {
            return Err(Failure::forbidden());
        }
        let collection = collections.get_mut(name).ok_or_else(|| Failure::no_collection(name))?;
        Ok(Self { collection, call })
    }

    pub fn list(&self) -> Result<Answer, Failure> {
        Ok(List::read(&self.call.query, self.collection)?.answer(self.collection))
    }

    pub fn get(&self, key: &str) -> Result<Answer, Failure> {
        get(self.collection, key, self.call)
    }

    /// One from an object, many from an array.
    pub fn create(&mut self) -> Result<Answer, Failure> {
        match &self.call.body {
            Value::Array(rows) => {
                let rows = rows.iter().map(object).collect::<Result<Vec<_>, _>>()?;
                let keys = self.collection.insert_all(rows)?;
                self.found(&keys)
            }
            body => {
                let key = self.collection.insert(object(body)?)?;
                self.one(&key)
            }
        }
    }

    /// What is not there is not updated, and not an error.
    pub fn update(&mut self, key: &str) -> Result<Answer, Failure> {
        let key = self.collection.key(&key.into())?;
        self.collection.update(&key, &object(&self.call.body)?);
        match self.collection.position(&key) {
            Some(_) => self.one(&key),
            None => Ok(Answer::empty()),
        }
    }

    /// `[{key, …}]`, `{"keys", "data"}` or `{"query", "data"}`.
    pub fn update_many(&mut self) -> Result<Answer, Failure> {
        let mut changes = Vec::new();
        if let Value::Array(rows) = &self.call.body {
            for row in rows {
                let key = row.get(&self.collection.key_field().name);
                let key = key.ok_or_else(|| Failure::invalid_payload("Item in update misses primary key"))?;
                changes.push((self.collection.key(key)?, object(row)?));
            }
        } else {
            let data = self.call.body.get("data").ok_or_else(|| Failure::invalid_payload("\"data\" is required"))?;
            let data = object(data)?;
            changes.extend(self.picked()?.into_iter().map(|key| (key, data.clone())));
        }
        for (key, change) in &changes {
            self.collection.update(key, change);
        }
        let keys: Vec<_> = changes.into_iter().map(|(key, _)| key).collect();
        self.found(&keys)
    }

    /// 204, also for what is not there.
    pub fn delete(&mut self, key: &str) -> Result<Answer, Failure> {
        let key = self.collection.key(&key.into())?;
        self.collection.remove(&key);
        Ok(Answer::empty())
    }

    /// `[key, …]`, `{"keys"}` or `{"query"}`.
    pub fn delete_many(&mut self) -> Result<Answer, Failure> {
        for key in self.picked()? {
            self.collection.remove(&key);
        }
        Ok(Answer::empty())
    }

    /// The keys that a body names or whose rows its query picks.
    fn picked(&self) -> Result<Vec<Value>, Failure> {
        let body = &self.call.body;
        let keys = body.as_array().or_else(|| body.get("keys").and_then(Value::as_array));
        if let Some(keys) = keys {
            return keys.iter().map(|key| self.collection.key(key)).collect();
        }
        let query = body.get("query").and_then(Value::as_object);
        let query =
            query.ok_or_else(|| Failure::invalid_payload("\"value\" must contain at least one of [query, keys]"))?;
        let key = &self.collection.key_field().name;
        let rows = List::read(query, self.collection)?.rows(self.collection);
        Ok(rows.into_iter().filter_map(|row| row.get(key).cloned()).collect())
    }

    fn one(&self, key: &Value) -> Result<Answer, Failure> {
        let list = List::read(&self.call.query, self.collection)?;
        let position = self.collection.position(key).ok_or_else(Failure::forbidden)?;
        Ok(Answer::data(list.shown(&self.collection.rows[position])))
    }

    fn found(&self, keys: &[Value]) -> Result<Answer, Failure> {
        let list = List::read(&self.call.query, self.collection)?;
        let positions = keys.iter().filter_map(|key| self.collection.position(key));
        let rows = positions.map(|position| Value::Object(list.shown(&self.collection.rows[position])));
        Ok(Answer::data(rows.collect::<Value>()))
    }
}

/// One row of any collection. One that is not there looks like one that may not be seen.
pub(super) fn get(collection: &Collection, key: &str, call: &Call) -> Result<Answer, Failure> {
    let list = List::read(&call.query, collection)?;
    let position = collection.position(&collection.key(&key.into())?).ok_or_else(Failure::forbidden)?;
    Ok(Answer::data(list.shown(&collection.rows[position])))
}

fn object(value: &Value) -> Result<Row, Failure> {
    let object: Option<&Map<_, _>> = value.as_object();
    object.cloned().ok_or_else(|| Failure::invalid_payload("An item is an object"))
}
