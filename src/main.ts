console.log('Not yet.');
